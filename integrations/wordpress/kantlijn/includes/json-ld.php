<?php
/**
 * The JSON-LD of an article: what may be in it, and who may write it.
 *
 * @package Kantlijn
 */

namespace Kantlijn;

defined( 'ABSPATH' ) || exit;

/** The longest text and the longest list that are kept. */
const LONGEST_TEXT = 300;
const LONGEST_LIST = 1000;

/** A text, or null. */
function clean_text( $value ): ?string {
	return is_string( $value ) && '' !== $value ? mb_substr( wp_check_invalid_utf8( $value, true ), 0, LONGEST_TEXT ) : null;
}

/** A date of ISO 8601, or null. */
function clean_date( $value ): ?string {
	return is_string( $value ) && preg_match( '/^\d{4}(-\d\d(-\d\d(T[\d:]{1,8})?)?)?$/D', $value ) ? $value : null;
}

/** The id of an entity in the same document, or null. */
function clean_id( $value ): ?string {
	return is_string( $value ) && preg_match( '/^#[a-z]\d{1,6}$/D', $value ) ? $value : null;
}

/** The name of a type of schema.org, or null. */
function clean_type( $value ): ?string {
	return is_string( $value ) && preg_match( '/^[A-Za-z]{1,40}$/D', $value ) ? $value : null;
}

/** A reference to another entity, or null. */
function clean_reference( $value ): ?array {
	$id = clean_id( is_array( $value ) ? ( $value['@id'] ?? null ) : null );
	return $id ? array( '@id' => $id ) : null;
}

/** The items of a list that `$clean` keeps, or null where none are left. */
function clean_list( $values, string $clean ): ?array {
	if ( ! is_array( $values ) ) {
		return null;
	}
	$clean = __NAMESPACE__ . '\\' . $clean;
	$kept  = array_filter( array_map( $clean, array_slice( array_values( $values ), 0, LONGEST_LIST ) ) );
	return $kept ? array_values( $kept ) : null;
}

/** The fields that are there, in the order they are given in. */
function fields( array $fields ): array {
	return array_filter( $fields, fn( $value ) => null !== $value );
}

/** A person, or null. */
function clean_person( $person ): ?array {
	$name = clean_text( $person['name'] ?? null );
	if ( ! $name ) {
		return null;
	}
	$relations = array();
	foreach ( array( 'spouse', 'children', 'parent', 'sibling', 'relatedTo' ) as $relation ) {
		$relations[ $relation ] = clean_list( $person[ $relation ] ?? null, 'clean_reference' );
	}
	return fields(
		array(
			'@type'         => 'Person',
			'@id'           => clean_id( $person['@id'] ?? null ),
			'name'          => $name,
			'alternateName' => clean_list( $person['alternateName'] ?? null, 'clean_text' ),
			'jobTitle'      => clean_list( $person['jobTitle'] ?? null, 'clean_text' ),
		) + $relations
	);
}

/** An event, or null. */
function clean_event( $event ): ?array {
	$name = clean_text( $event['name'] ?? null );
	return $name ? fields(
		array(
			'@type'          => 'Event',
			'@id'            => clean_id( $event['@id'] ?? null ),
			'name'           => $name,
			'additionalType' => clean_type( $event['additionalType'] ?? null ),
			'startDate'      => clean_date( $event['startDate'] ?? null ),
			'endDate'        => clean_date( $event['endDate'] ?? null ),
			'attendee'       => clean_list( $event['attendee'] ?? null, 'clean_reference' ),
		)
	) : null;
}

/** The document that a JSON text holds, of known parts alone; null where nobody and nothing is in it. */
function clean_document( $json ): ?array {
	$given  = is_string( $json ) ? json_decode( $json, true ) : null;
	$people = clean_list( $given['mentions'] ?? null, 'clean_person' );
	$events = clean_list( $given['about'] ?? null, 'clean_event' );
	return $people || $events ? fields(
		array(
			'@context'      => 'https://schema.org',
			'@type'         => 'NewsArticle',
			'inLanguage'    => clean_language( $given['inLanguage'] ?? null ),
			'datePublished' => clean_date( $given['datePublished'] ?? null ),
			'mentions'      => $people ?? array(),
			'about'         => $events ?? array(),
		)
	) : null;
}

/** What is saved of a document. */
function clean_json_ld( $json ): string {
	$document = clean_document( $json );
	return $document ? wp_json_encode( $document, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) : '';
}

/** What is saved of the choices: a word for each entity that was accepted or rejected. */
function clean_choices( $json ): string {
	$given = is_string( $json ) ? json_decode( $json, true ) : null;
	$kept  = array_filter( is_array( $given ) ? $given : array(), fn( $choice ) => in_array( $choice, array( 'accepted', 'rejected' ), true ) );
	return $kept ? wp_json_encode( array_slice( $kept, 0, 2 * LONGEST_LIST, true ), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) : '';
}

add_action(
	'init',
	function () {
		foreach ( post_types() as $type ) {
			// Without this the REST interface keeps no fields of a type.
			add_post_type_support( $type, 'custom-fields' );
			foreach ( array( META_JSON_LD => 'clean_json_ld', META_CHOICES => 'clean_choices' ) as $key => $clean ) {
				register_post_meta(
					$type,
					$key,
					array(
						'type'              => 'string',
						'single'            => true,
						'show_in_rest'      => true,
						'sanitize_callback' => __NAMESPACE__ . '\\' . $clean,
						'auth_callback'     => fn( $allowed, $meta_key, $post ) => current_user_can( 'edit_post', $post ),
					)
				);
			}
		}
	},
	20
);
