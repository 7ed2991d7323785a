<?php
/**
 * The sidebar of the block editor.
 *
 * @package Kantlijn
 */

namespace Kantlijn;

defined( 'ABSPATH' ) || exit;

add_action(
	'enqueue_block_editor_assets',
	function () {
		if ( ! in_array( get_post_type(), post_types(), true ) ) {
			return;
		}
		$parts = array( 'wp-blocks', 'wp-components', 'wp-core-data', 'wp-data', 'wp-edit-post', 'wp-editor', 'wp-element', 'wp-i18n', 'wp-plugins' );
		wp_enqueue_script( 'kantlijn-editor', plugins_url( 'editor.js', __DIR__ ), $parts, VERSION, true );
		$settings = array(
			'module'   => asset( 'index.js' ),
			'language' => language(),
		);
		wp_add_inline_script( 'kantlijn-editor', 'window.kantlijnEditor = ' . wp_json_encode( $settings, JSON_HEX_TAG ) . ';', 'before' );
	}
);
