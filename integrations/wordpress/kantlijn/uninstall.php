<?php
/**
 * Takes along all that the plugin left in the database, on every site of a network.
 *
 * @package Kantlijn
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

foreach ( is_multisite() ? get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) : array( 0 ) as $kantlijn_site ) {
	if ( $kantlijn_site ) {
		switch_to_blog( $kantlijn_site );
	}
	delete_option( 'kantlijn_post_types' );
	delete_option( 'kantlijn_language' );
	delete_post_meta_by_key( '_kantlijn_json_ld' );
	delete_post_meta_by_key( '_kantlijn_choices' );
	if ( $kantlijn_site ) {
		restore_current_blog();
	}
}
